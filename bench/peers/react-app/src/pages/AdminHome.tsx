import { useMemo, useState } from 'react';
import { EmptyState } from '../components/EmptyState';
import { Listed, Skeleton } from '../components/Listed';
import { PeopleTable, type Column, type Sort } from '../components/PeopleTable';
import { SearchField } from '../components/fields';
import { useTitle } from '../hooks/useTitle';
import { byName, contains } from '../lib/people';
import { onlineCount, pollPeople, statusOf, tryAgain, useChatStore } from '../stores/chat';
import type { User } from '../types';

function StatCard({ label, count, isPending }: { label: string; count?: number; isPending: boolean }) {
  return (
    <div className="sheet stat">
      <dt>{label}</dt>
      <dd>
        {count !== undefined ? (
          count
        ) : isPending ? (
          <Skeleton w="2.5rem" h="1.5rem" />
        ) : (
          <>
            <span aria-hidden="true">—</span>
            <span className="visually-hidden">Not known</span>
          </>
        )}
      </dd>
    </div>
  );
}

const isComplete = (chat: { peopleComplete: boolean; peopleFailure?: { kind: string } }): boolean =>
  chat.peopleComplete || chat.peopleFailure?.kind === 'missing';

function Stats() {
  const online = useChatStore(onlineCount);
  const isPending = useChatStore((chat) => chat.freshness === 'pending');
  const isReady = useChatStore(isComplete);
  const failure = useChatStore((chat) => chat.peopleFailure);
  const people = useChatStore((chat) => chat.people);
  const staff = useMemo(() => [...people.values()].filter((user) => user.is_staff).length, [people]);
  return (
    <dl className="stats">
      <StatCard label="Online now" count={online} isPending={isPending} />
      <StatCard label="People" count={isReady ? people.size : undefined} isPending={!failure} />
      <StatCard label="Staff" count={isReady ? staff : undefined} isPending={!failure} />
    </dl>
  );
}

const ranks = { online: 0, unknown: 1, offline: 2 };

/** What the order of the rows depends on beside the people: who comes and goes only where the status is the order. */
function useRank(column: Column): ((user: User) => number) | undefined {
  const online = useChatStore((chat) => (column === 'status' ? chat.online : undefined));
  const freshness = useChatStore((chat) => (column === 'status' ? chat.freshness : undefined));
  return useMemo(() => {
    if (column === 'name') return undefined;
    if (column === 'role') return (user: User) => (user.is_staff ? 0 : 1);
    const chat = useChatStore.getState();
    return (user: User) => ranks[statusOf({ ...chat, online: online!, freshness: freshness! }, user.id)];
  }, [column, online, freshness]);
}

function useRows(typed: string, { column, descending }: Sort): User[] {
  const people = useChatStore((chat) => chat.people);
  const sorted = useMemo(() => byName(people.values()), [people]);
  const rank = useRank(column);
  return useMemo(() => {
    const query = typed.trim().toLowerCase();
    const rows = sorted.filter((user) => contains(user.display_name, query) || contains(user.username, query));
    if (rank) rows.sort((a, b) => rank(a) - rank(b));
    return descending ? rows.reverse() : rows;
  }, [sorted, rank, typed, descending]);
}

function Found({ query, onQuery }: { query: string; onQuery: (query: string) => void }) {
  const [sort, setSort] = useState<Sort>({ column: 'name', descending: false });
  const rows = useRows(query, sort);
  const press = (column: Column): void =>
    setSort((before) => ({ column, descending: before.column === column && !before.descending }));
  return (
    <>
      {rows.length > 0 ? (
        <PeopleTable people={rows} sort={sort} onSort={press} labelledBy="people-title" />
      ) : (
        <EmptyState icon="search" title={`Nobody matches “${query.trim()}”`}>
          <p>Look for a part of a name or of a username.</p>
          <button className="button" onClick={() => onQuery('')}>
            Show everyone
          </button>
        </EmptyState>
      )}
      <p className="visually-hidden" role="status">
        {query.trim() && (rows.length === 1 ? '1 person matches.' : `${rows.length} people match.`)}
      </p>
    </>
  );
}

export function AdminHome() {
  useTitle('People');
  const [query, setQuery] = useState('');
  const isReady = useChatStore(isComplete);
  const failure = useChatStore((chat) => chat.peopleFailure);
  return (
    <div className="page">
      <div className="page__head">
        <h1>People</h1>
        <p>Everyone who can sign in, and who is here now.</p>
      </div>
      <Stats />
      <section className="sheet" aria-labelledby="people-title" aria-busy={!isReady && !failure ? true : undefined}>
        <div className="sheet__head">
          <h2 id="people-title">All people</h2>
          <SearchField label="Find people" id="people-filter" query={query} onQuery={setQuery} className="people-search" />
        </div>
        <Listed isReady={isReady} failure={failure} what="People" rows={6} onRetry={tryAgain(pollPeople)}>
          <Found query={query} onQuery={setQuery} />
        </Listed>
      </section>
    </div>
  );
}
