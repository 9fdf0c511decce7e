import { useEffect, useRef, useState, type FormEvent } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import type { Failure } from '../api/failure';
import { MarkContent } from '../components/Icon';
import { Notice } from '../components/Notice';
import { TextField } from '../components/fields';
import { useTitle } from '../hooks/useTitle';
import { afterSignIn } from '../lib/areas';
import { signInAs, useSession } from '../stores/session';

const errorId = 'sign-in-error';

type Field = 'username' | 'password';

interface Problem {
  words: string;
  fields: Field[];
}

function emptyFields(username: string, password: string): Problem | undefined {
  const fields: Field[] = [];
  if (!username.trim()) fields.push('username');
  if (!password) fields.push('password');
  if (fields.length === 0) return undefined;
  return { words: `Enter ${fields.map((field) => `your ${field}`).join(' and ')}.`, fields };
}

function whatNext({ kind, retryAfterMs }: Failure): string {
  switch (kind) {
    case 'offline':
      return 'Check your connection and try again.';
    case 'timeout':
      return 'Try again.';
    case 'tooMany': {
      const seconds = Math.max(1, Math.round((retryAfterMs ?? 0) / 1000));
      if (!retryAfterMs) return 'Wait a minute, then try again.';
      return seconds === 1 ? 'Try again in 1 second.' : `Try again in ${seconds} seconds.`;
    }
    case 'rejected':
      return 'Check what you entered and try again.';
    case 'forbidden':
      return 'Ask an administrator.';
    default:
      return 'Try again in a moment, and tell an administrator if it goes on.';
  }
}

function problemOf(failure: Failure | undefined): Problem | undefined {
  if (!failure) return undefined;
  if (failure.kind !== 'unauthorised') return { words: `${failure.message} ${whatNext(failure)}`, fields: [] };
  return { words: 'The username or the password is not right. Check both and try again.', fields: ['username', 'password'] };
}

export function Login() {
  useTitle('Sign in');
  const { user, failure, ended, busy } = useSession();
  const [search] = useSearchParams();
  const [refused, setRefused] = useState<Problem>();
  const [wasSent, setSent] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problem = refused ?? (wasSent ? problemOf(failure) : undefined);
  const focusOn = problem && (problem.fields.length > 1 && problem === refused ? 'username' : problem.fields.at(-1));

  const focus = (field: Field): void => (form.current?.elements.namedItem(field) as HTMLInputElement | null)?.focus();
  useEffect(() => focus('username'), []);
  useEffect(() => {
    if (focusOn) focus(focusOn);
  }, [focusOn, problem?.words]);

  if (user) return <Navigate to={afterSignIn(search.get('next'), user)} replace />;

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (busy) return;
    const data = new FormData(event.currentTarget);
    const username = String(data.get('username'));
    const password = String(data.get('password'));
    const empty = emptyFields(username, password);
    setRefused(empty);
    if (empty) return;
    setSent(true);
    void signInAs(username.trim(), password);
  };
  const errorIn = (field: Field): string | undefined => (problem?.fields.includes(field) ? errorId : undefined);

  return (
    <main className="sign-in" id="main" tabIndex={-1}>
      <div className="sheet sign-in__card">
        <div className="sign-in__head">
          <span className="mark">
            <MarkContent />
          </span>
          <h1>Sign in</h1>
          <p>See who is there, and talk with them.</p>
        </div>
        {problem ? (
          <Notice gravity="danger" icon="alert" role="alert" id={errorId}>
            {problem.words}
          </Notice>
        ) : (
          ended === 'expired' && (
            <Notice icon="info" role="status">
              You were signed out because your session ended. Sign in to continue where you were; what you typed is kept.
            </Notice>
          )
        )}
        <form ref={form} className="sign-in__form" method="post" noValidate onSubmit={submit}>
          <TextField label="Username" name="username" type="text" autoComplete="username" errorId={errorIn('username')} />
          <TextField
            label="Password"
            name="password"
            type="password"
            autoComplete="current-password"
            errorId={errorIn('password')}
          />
          <button className="button button--primary" aria-disabled={busy || undefined} aria-busy={busy || undefined}>
            {busy && <span className="spinner" aria-hidden="true" />}
            {busy ? 'Signing in…' : 'Sign in'}
          </button>
        </form>
      </div>
      <p className="sign-in__foot">You show as online only while the page is in view.</p>
    </main>
  );
}
