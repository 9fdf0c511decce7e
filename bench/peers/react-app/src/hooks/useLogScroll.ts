import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** Someone this near to the end is at the end: what comes next is to come into view. */
const endReach = 48;

/** Older messages are asked for when so much is left above. */
const olderReach = 600;

interface Options {
  follows: boolean;
  onFollows: (follows: boolean) => void;
  /** The oldest message that is there. */
  first: number | undefined;
  /** Not there while there is nothing to ask for. */
  onNearTop: (() => void) | undefined;
}

interface LogScroll {
  log: RefObject<HTMLDivElement | null>;
  lines: RefObject<HTMLDivElement | null>;
  onScroll: () => void;
}

/** Keeps the reader of a log where they are, or at its end if they are there. */
export function useLogScroll({ follows, onFollows, first, onNearTop }: Options): LogScroll {
  const log = useRef<HTMLDivElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const latest = useRef({ follows, onNearTop });
  latest.current = { follows, onNearTop };

  const settle = (): void => {
    const element = log.current;
    if (!element) return;
    if (latest.current.follows) element.scrollTop = element.scrollHeight;
    height.current = element.scrollHeight;
    if (element.scrollTop <= olderReach) latest.current.onNearTop?.();
  };

  // What is put in above must not move what is read.
  useLayoutEffect(() => {
    const element = log.current;
    if (element && !latest.current.follows && height.current) element.scrollTop += element.scrollHeight - height.current;
    settle();
  }, [first]);

  useLayoutEffect(settle, [follows]);

  useEffect(() => {
    const watch = new ResizeObserver(settle);
    watch.observe(log.current!);
    watch.observe(lines.current!);
    return () => watch.disconnect();
  }, []);

  const onScroll = (): void => {
    const element = log.current!;
    if (element.scrollHeight !== height.current) return;
    const isAtEnd = element.scrollHeight - element.clientHeight - element.scrollTop <= endReach;
    if (isAtEnd !== latest.current.follows) onFollows(isAtEnd);
    if (element.scrollTop <= olderReach) latest.current.onNearTop?.();
  };

  return { log, lines, onScroll };
}
