import { initials, tone } from '../lib/people';
import type { User } from '../types';
import { OnlineStatusIndicator } from './OnlineStatusIndicator';

interface Props {
  user: User;
  size?: 'small' | 'tiny';
  dot?: boolean;
  /** Whether the dot's accessible name begins with the person's. */
  named?: boolean;
}

export const Avatar = ({ user, size, dot = true, named }: Props) => (
  <span className={size ? `avatar avatar--${size}` : 'avatar'} data-tone={tone(user)}>
    <span className="avatar__initials" aria-hidden="true">
      {initials(user)}
    </span>
    {dot && <OnlineStatusIndicator userId={user.id} name={named ? user.display_name : undefined} />}
  </span>
);
