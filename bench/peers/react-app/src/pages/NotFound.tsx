import { Link, Navigate } from 'react-router';
import { EmptyState } from '../components/EmptyState';
import { useTitle } from '../hooks/useTitle';
import { Shell } from '../layouts/Shell';
import { homeOf } from '../lib/areas';
import { useSession } from '../stores/session';

export function NotFound() {
  useTitle('Not found');
  const user = useSession((session) => session.user);
  const page = (
    <div className="page page--centered">
      <EmptyState level="h1" icon="compass" title="There is no such page">
        <p>The address may be mistyped, or the page has moved.</p>
        <Link className="button button--primary" to="/">
          Go home
        </Link>
      </EmptyState>
    </div>
  );
  if (user) {
    return (
      <Shell area={homeOf(user)} user={user}>
        {page}
      </Shell>
    );
  }
  return (
    <main className="main main--alone" id="main" tabIndex={-1}>
      {page}
    </main>
  );
}

/** `/` leads people to their own home, and others to the sign-in. */
export function OwnHome() {
  const user = useSession((session) => session.user);
  return <Navigate to={user ? homeOf(user) : '/login'} replace />;
}
