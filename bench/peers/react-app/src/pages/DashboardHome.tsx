import { useMemo } from 'react';
import { Link } from 'react-router';
import { EmptyState, NoRooms } from '../components/EmptyState';
import { Icon } from '../components/Icon';
import { Listed } from '../components/Listed';
import { PeopleList } from '../components/PeopleList';
import { RoomList } from '../components/RoomList';
import { CountBadge } from '../components/badges';
import { useArea } from '../hooks/useArea';
import { useTitle } from '../hooks/useTitle';
import { byName, firstName } from '../lib/people';
import { newestRooms } from '../lib/rooms';
import { onlineCount, pollPeople, pollRooms, tryAgain, useChatStore } from '../stores/chat';

const shownRooms = 5;

function useSummary(me: number): string {
  return useChatStore((chat) => {
    const online = onlineCount(chat);
    const known = chat.people.size;
    if (online === undefined) {
      return chat.freshness === 'pending' ? 'Finding out who is here.' : 'Who is online is not known right now.';
    }
    if (online === (chat.online.has(me) ? 1 : 0)) return 'Nobody else is online.';
    if (online === 1) return known > 1 ? `1 of ${known} people is online.` : '1 person is online.';
    return known < online ? `${online} people are online.` : `${online} of ${known} people are online.`;
  });
}

const andMore = (nameless: number): string =>
  nameless === 1 ? 'And 1 more, whose name is not known here.' : `And ${nameless} more, whose names are not known here.`;

function Everyone({ me }: { me: number }) {
  const people = useChatStore((chat) => chat.people);
  const online = useChatStore((chat) => chat.online);
  const isStale = useChatStore((chat) => onlineCount(chat) === undefined);
  const { named, others } = useMemo(() => {
    const sorted = byName(people.values(), me);
    return {
      named: sorted.filter((user) => online.has(user.id)),
      others: sorted.filter((user) => !online.has(user.id)),
    };
  }, [people, online, me]);
  const nameless = online.size - named.length;
  const isAlone = !isStale && nameless === 0 && named.every((user) => user.id === me);
  return (
    <>
      {isStale && (
        <p className="people-list__note">
          That is not known right now.
          {named.length > 0 && ' These people were online when it was last known:'}
        </p>
      )}
      <PeopleList people={named} me={me} label="People online" />
      {nameless > 0 && <p className="people-list__note">{andMore(nameless)}</p>}
      {isAlone && (
        <EmptyState small title="Nobody else is online">
          <p>People show up here as soon as they open the page. You can leave a message for when they do.</p>
        </EmptyState>
      )}
      <details className="people-more" hidden={others.length === 0}>
        <summary>
          <Icon name="chevron-right" small />
          {isStale ? 'Everyone else ' : 'Not online '}
          <CountBadge count={others.length} />
        </summary>
        <PeopleList people={others} me={me} label="People who are not online" />
      </details>
    </>
  );
}

function OnlineNow({ me }: { me: number }) {
  const count = useChatStore(onlineCount);
  const isReady = useChatStore(
    (chat) => chat.freshness !== 'pending' && (chat.peopleComplete || chat.peopleFailure?.kind === 'missing'),
  );
  const failure = useChatStore((chat) => chat.peopleFailure);
  return (
    <section className="sheet" aria-labelledby="online-title" aria-busy={!isReady && !failure ? true : undefined}>
      <div className="sheet__head">
        <h2 id="online-title">Who is online now</h2>
        <CountBadge count={count} />
      </div>
      <Listed
        isReady={isReady}
        failure={failure}
        what="People"
        rows={6}
        className="people-list"
        onRetry={tryAgain(pollPeople)}
      >
        <Everyone me={me} />
      </Listed>
    </section>
  );
}

function YourRooms({ me }: { me: number }) {
  const rooms = useChatStore((chat) => chat.rooms);
  const failure = useChatStore((chat) => chat.roomsFailure);
  const newest = useMemo(() => newestRooms(rooms ?? [], shownRooms), [rooms]);
  return (
    <section className="sheet" aria-labelledby="rooms-title" aria-busy={!rooms && !failure ? true : undefined}>
      <div className="sheet__head">
        <h2 id="rooms-title">Your rooms</h2>
        <Link className="sheet__more" to="/dashboard/messages">
          All messages
        </Link>
      </div>
      <Listed isReady={!!rooms} failure={failure} what="Rooms" rows={4} onRetry={tryAgain(pollRooms)}>
        {newest.length > 0 ? <RoomList rooms={newest} me={me} area="/dashboard" /> : <NoRooms />}
      </Listed>
    </section>
  );
}

export function DashboardHome() {
  useTitle('Home');
  const { user } = useArea();
  return (
    <div className="page">
      <div className="page__head">
        <h1>Welcome back, {firstName(user)}</h1>
        <p>{useSummary(user.id)}</p>
      </div>
      <div className="home">
        <OnlineNow me={user.id} />
        <YourRooms me={user.id} />
      </div>
    </div>
  );
}
