import { Link, Navigate, Outlet, useLocation } from 'react-router';
import { EmptyState } from '../components/EmptyState';
import { useTitle } from '../hooks/useTitle';
import { useSession } from '../stores/session';
import type { Area } from '../types';
import { Shell } from './Shell';

function NotAllowed({ name }: { name: string }) {
  useTitle('Not allowed');
  return (
    <div className="page page--centered">
      <EmptyState level="h1" icon="lock" title="This area is for staff">
        <p>
          You are signed in as {name}, who is not on the staff. Ask an administrator if that should change.
        </p>
        <Link className="button button--primary" to="/dashboard">
          Go to your dashboard
        </Link>
      </EmptyState>
    </div>
  );
}

/** The pages of an area are for people who are signed in; everyone else is led to the sign-in, and back. */
export function AreaLayout({ area }: { area: Area }) {
  const { user, ended } = useSession();
  const { pathname, search } = useLocation();
  if (!user) {
    const next = ended === 'byChoice' ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`/login${next}`} replace />;
  }
  const isTheirs = area === '/dashboard' || user.is_staff;
  return (
    <Shell area={isTheirs ? area : '/dashboard'} user={user}>
      {isTheirs ? <Outlet context={{ user, area }} /> : <NotAllowed name={user.display_name} />}
    </Shell>
  );
}
