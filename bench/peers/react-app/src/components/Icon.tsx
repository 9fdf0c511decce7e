/** The symbol `icon-{name}` of index.html. */
export const Icon = ({ name, small }: { name: string; small?: boolean }) => (
  <svg className={small ? 'icon icon--small' : 'icon'} aria-hidden="true">
    <use href={`#icon-${name}`} />
  </svg>
);

export const MarkContent = () => (
  <>
    <svg className="mark__glyph" aria-hidden="true">
      <use href="#icon-mark" />
    </svg>
    <span>leptos-presence</span>
  </>
);
