import type { CSSProperties, ReactNode } from 'react';
import type { Failure } from '../api/failure';
import { LoadError } from './EmptyState';

/** Widths of the two lines of a row; rows should not look stamped. */
const lines = [
  ['55%', '80%'],
  ['40%', '65%'],
  ['62%', '88%'],
  ['48%', '58%'],
  ['52%', '74%'],
];

export const Skeleton = ({ w, h }: { w: string; h?: string }) => (
  <span className="skeleton" style={{ '--w': w, '--h': h } as CSSProperties} />
);

export const SkeletonRows = ({ count, className = 'skeleton-list' }: { count: number; className?: string }) => (
  <div className={className} aria-hidden="true">
    {Array.from({ length: count }, (_, row) => {
      const [first, second] = lines[row % lines.length]!;
      return (
        <div className="skeleton-row" key={row}>
          <span className="skeleton skeleton--circle" />
          <div>
            <Skeleton w={first!} />
            <Skeleton w={second!} h="0.625rem" />
          </div>
        </div>
      );
    })}
  </div>
);

interface Props {
  isReady: boolean;
  failure?: Failure;
  what: string;
  rows: number;
  className?: string;
  onRetry: () => void;
  children: ReactNode;
}

/** A list, or what stands in its place until it is there. */
export function Listed({ isReady, failure, what, rows, className, onRetry, children }: Props) {
  if (isReady) return children;
  if (failure) return <LoadError what={what} failure={failure} onRetry={onRetry} />;
  return <SkeletonRows count={rows} className={className} />;
}
