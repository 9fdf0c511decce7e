import { useEffect, useRef, useState } from 'react';
import { useExplanation } from '../hooks/useExplanation';
import { statusOf, useChatStore } from '../stores/chat';
import { statusLabel } from '../types';

/** So long does a pointer rest on a dot before the card comes: less is passing by. */
const restMs = 350;

const dotSelector = '[data-user-id]';
const dotIn = (element: Element | null): HTMLElement | null =>
  element?.matches(dotSelector) ? (element as HTMLElement) : (element?.querySelector<HTMLElement>(dotSelector) ?? null);

/** Moves the focus to the next dot of the list, or the one before. */
function moveFocus(target: Element, step: number): boolean {
  const dots = [...(target.closest('.people-list, .people-table')?.querySelectorAll<HTMLElement>(dotSelector) ?? [])];
  const at = dots.indexOf(target as HTMLElement);
  const next = dots[at < 0 ? 0 : at + step];
  if (!next) return false;
  next.tabIndex = -1;
  next.focus();
  return true;
}

function put(card: HTMLElement, dot: Element): void {
  const { left, top, bottom } = dot.getBoundingClientRect();
  const isAbove = top > innerHeight / 2;
  card.dataset.side = isAbove ? 'above' : 'below';
  card.style.cssText = `--x:${left}px;--y:${isAbove ? innerHeight - top : bottom}px`;
}

/** Why a dot says what it says: where the pointer rests on one, where one has the focus, and at the key `?`. */
export function StatusCard() {
  const card = useRef<HTMLDivElement>(null);
  const [about, setAbout] = useState<{ user: number; spoken: boolean }>();
  const words = useExplanation(about?.user);
  const title = useChatStore((chat) => {
    const user = about && chat.people.get(about.user);
    return user && `${user.display_name}, ${statusLabel[statusOf(chat, user.id)]}`;
  });

  useEffect(() => {
    let rest = 0;
    let shown: string | undefined;
    const hide = (): void => {
      clearTimeout(rest);
      shown = undefined;
      setAbout(undefined);
      card.current?.hidePopover();
    };
    const show = (dot: HTMLElement, spoken: boolean): void => {
      clearTimeout(rest);
      shown = dot.dataset.userId;
      setAbout({ user: Number(shown), spoken });
      put(card.current!, dot);
      card.current!.showPopover();
    };
    const point = (target: Element): void => {
      const dot = dotIn(target.closest('.avatar, .status'));
      if (dot && dot.dataset.userId !== shown) {
        clearTimeout(rest);
        rest = window.setTimeout(() => show(dot, false), restMs);
      } else if (!dot && !card.current?.contains(target)) hide();
    };
    const press = (event: KeyboardEvent, target: Element): void => {
      const dot = event.key === '?' && !target.matches('input, textarea') ? dotIn(target) : null;
      if (event.key === 'Escape') hide();
      else if (dot) show(dot, true);
      else if (/^Arrow(Up|Down)$/.test(event.key) && moveFocus(target, event.key === 'ArrowDown' ? 1 : -1)) {
        event.preventDefault();
      }
    };
    const heed = (event: Event): void => {
      const target = event.target;
      if (!(target instanceof Element)) return;
      if (event.type === 'pointerover') point(target);
      else if (event.type === 'keydown') press(event as KeyboardEvent, target);
      else if (event.type === 'focusin' && target.matches(dotSelector)) show(target as HTMLElement, true);
      else hide();
    };
    const kinds = ['pointerover', 'focusin', 'keydown', 'wheel'];
    for (const kind of kinds) document.addEventListener(kind, heed, { passive: kind === 'wheel' });
    return () => {
      clearTimeout(rest);
      for (const kind of kinds) document.removeEventListener(kind, heed);
    };
  }, []);

  return (
    <>
      <div className="popover status-card" popover="manual" ref={card}>
        <p className="status-card__title">{title}</p>
        <p>{words}</p>
      </div>
      <span className="visually-hidden" aria-live="polite">
        {about?.spoken && title}
      </span>
    </>
  );
}
