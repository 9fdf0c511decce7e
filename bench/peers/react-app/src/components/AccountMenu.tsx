import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useExplanation } from '../hooks/useExplanation';
import { signOut } from '../stores/session';
import type { User } from '../types';
import { Avatar } from './Avatar';
import { Icon } from './Icon';
import { OnlineStatusIndicator } from './OnlineStatusIndicator';
import { ThemeChoice } from './fields';

export function AccountMenu({ user }: { user: User }) {
  const menu = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const words = useExplanation(isOpen ? user.id : undefined);
  const { pathname } = useLocation();
  useEffect(() => menu.current?.hidePopover(), [pathname]);
  return (
    <div className="account">
      <button className="account__button" aria-label="Account" popoverTarget="account-menu">
        <Avatar user={user} size="small" />
        <Icon name="chevron-down" small />
      </button>
      <div
        className="popover account__menu"
        id="account-menu"
        popover="auto"
        ref={menu}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        <div className="account__who">
          <Avatar user={user} dot={false} />
          <div>
            <p className="account__name">{user.display_name}</p>
            <p className="account__handle">{user.username}</p>
          </div>
        </div>
        <div className="account__status">
          <OnlineStatusIndicator userId={user.id} label />
          <p>{words}</p>
        </div>
        <ThemeChoice />
        <button className="button button--block" onClick={signOut}>
          <Icon name="sign-out" small />
          Sign out
        </button>
      </div>
    </div>
  );
}
