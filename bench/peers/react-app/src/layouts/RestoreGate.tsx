import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { Boot } from '../components/Boot';
import { EmptyState } from '../components/EmptyState';
import { restore, signOut, useSession } from '../stores/session';

/** Nothing is shown that depends on who is signed in before that is known. */
export function RestoreGate({ children }: { children: ReactNode }) {
  const { restoring, failure, busy } = useSession();
  if (!restoring) return children;
  if (!failure) return <Boot />;
  return (
    <main className="main main--alone" id="main" tabIndex={-1}>
      <div className="page page--centered">
        <EmptyState level="h1" icon="alert" title={failure.message.replace(/\.$/, '')}>
          <p>You are still signed in. This page tries again by itself, and opens where you were.</p>
          <div className="empty__actions">
            <button
              className="button button--primary"
              aria-disabled={busy || undefined}
              aria-busy={busy || undefined}
              onClick={() => void restore()}
            >
              {busy ? 'Trying…' : 'Try again'}
            </button>
            <button className="button" onClick={signOut}>
              Sign out
            </button>
          </div>
        </EmptyState>
      </div>
    </main>
  );
}

/** Moves the focus to the new page when another page is opened; moving from room to room is no such move. */
export function MainFocus() {
  const page = useLocation().pathname.replace(/(messages)\/.*/, '$1');
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    const main = document.getElementById('main');
    if (!main?.contains(document.activeElement)) main?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [page]);
  return null;
}
