import { MarkContent } from './Icon';
import { Skeleton, SkeletonRows } from './Listed';

const Sheet = ({ rows }: { rows: number }) => (
  <div className="sheet">
    <div className="sheet__head">
      <Skeleton w="8rem" h="1rem" />
    </div>
    <SkeletonRows count={rows} />
  </div>
);

/** The page's shape, for people who are signed in, while the session of before the reload is being taken up. */
export const Boot = () => (
  <div className="boot" role="status">
    <span className="visually-hidden">leptos-presence is loading</span>
    <div className="boot__shell shell" aria-hidden="true">
      <div className="topbar">
        <span className="mark">
          <MarkContent />
        </span>
        <span className="boot__nav">
          <Skeleton w="4.5rem" />
          <Skeleton w="6rem" />
        </span>
        <span className="skeleton skeleton--circle" />
      </div>
      <div className="page">
        <div className="page__head">
          <Skeleton w="14rem" h="1.75rem" />
          <Skeleton w="10rem" />
        </div>
        <div className="home">
          <Sheet rows={5} />
          <Sheet rows={3} />
        </div>
      </div>
    </div>
  </div>
);
