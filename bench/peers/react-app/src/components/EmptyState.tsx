import type { ReactNode } from 'react';
import type { Failure } from '../api/failure';
import { Icon } from './Icon';

interface Props {
  title: string;
  level?: 'h1' | 'h2' | 'h3';
  small?: boolean;
  icon?: string;
  children: ReactNode;
}

export const EmptyState = ({ title, level: Heading = 'h3', small, icon, children }: Props) => (
  <div className={small ? 'empty empty--small' : 'empty'}>
    {icon && (
      <span className="empty__icon">
        <Icon name={icon} />
      </span>
    )}
    <Heading>{title}</Heading>
    {children}
  </div>
);

export const NoRooms = () => (
  <EmptyState small title="No rooms yet">
    <p>Staff add people to rooms. Once you are in one, it is listed here.</p>
  </EmptyState>
);

export const LoadError = ({ what, failure, onRetry }: { what: string; failure: Failure; onRetry: () => void }) => (
  <EmptyState small title={`${what} could not be loaded`}>
    <p>{failure.message} Trying again.</p>
    <button className="button" onClick={onRetry}>
      Try again
    </button>
  </EmptyState>
);
