import type { ReactNode } from 'react';
import { Link, NavLink } from 'react-router';
import { AccountMenu } from '../components/AccountMenu';
import { Icon, MarkContent } from '../components/Icon';
import { StaleNotice } from '../components/Notice';
import { StatusCard } from '../components/StatusCard';
import { UnreadBadge } from '../components/badges';
import { config, peopleIntervalMs } from '../config';
import { useHeartbeat } from '../hooks/useHeartbeat';
import { usePolling } from '../hooks/usePolling';
import { useUnread } from '../hooks/useTitle';
import { pollOnline, pollPeople, pollRooms, timing } from '../stores/chat';
import type { Area, User } from '../types';

const noteCheck = (at: number | undefined): void => void (timing.nextCheck = at);

interface LinkProps {
  to: string;
  icon: string;
  label: string;
  /** Whether it is current on the pages below it, too. */
  deep?: boolean;
  unread?: number;
}

const MainLink = ({ to, icon, label, deep, unread = 0 }: LinkProps) => (
  <li>
    <NavLink className="main-nav__link" to={to} end={!deep}>
      <Icon name={icon} />
      <span>{label}</span>
      <UnreadBadge count={unread} />
    </NavLink>
  </li>
);

function MainNav({ area, isStaff }: { area: Area; isStaff: boolean }) {
  const unread = useUnread();
  const isAdmin = area === '/admin';
  return (
    <nav className="main-nav" aria-label="Main">
      <ul role="list">
        {isAdmin ? (
          <MainLink to={area} icon="people" label="People" />
        ) : (
          <MainLink to={area} icon="home" label="Home" />
        )}
        <MainLink to={`${area}/messages`} icon="messages" label="Messages" deep unread={unread} />
        {isAdmin && <MainLink to="/dashboard" icon="dashboard" label="Dashboard" />}
        {!isAdmin && isStaff && <MainLink to="/admin" icon="people" label="Admin" />}
      </ul>
    </nav>
  );
}

/** What both areas have in common, around the page. */
export function Shell({ area, user, children }: { area: Area; user: User; children: ReactNode }) {
  useHeartbeat(user.id);
  usePolling(pollOnline, config.pollIntervalMs, noteCheck);
  usePolling(pollRooms, config.pollIntervalMs);
  usePolling(pollPeople, peopleIntervalMs);
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="topbar">
        <Link className="mark" to={area}>
          <MarkContent />
          {area === '/admin' && <span className="mark__area">Admin</span>}
        </Link>
        <MainNav area={area} isStaff={user.is_staff} />
        <AccountMenu user={user} />
        <StatusCard />
      </header>
      <StaleNotice />
      <main className="main" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
