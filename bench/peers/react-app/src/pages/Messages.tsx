import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { EmptyState, NoRooms } from '../components/EmptyState';
import { Listed } from '../components/Listed';
import { RoomList } from '../components/RoomList';
import { SearchField } from '../components/fields';
import { useArea } from '../hooks/useArea';
import { useTitle } from '../hooks/useTitle';
import { filterRooms } from '../lib/rooms';
import { pollRooms, tryAgain, useChatStore } from '../stores/chat';
import { OpenRoom } from './OpenRoom';

function RoomsPane({ current }: { current?: number }) {
  const { user, area } = useArea();
  const rooms = useChatStore((chat) => chat.rooms);
  const failure = useChatStore((chat) => chat.roomsFailure);
  const [query, setQuery] = useState('');
  const found = filterRooms(rooms ?? [], query);
  const focusFilter = (): void => document.getElementById('room-filter')?.focus();
  const retry = (): void => {
    tryAgain(pollRooms)();
    focusFilter();
  };
  const showAll = (): void => {
    setQuery('');
    focusFilter();
  };
  return (
    <nav className="rooms" aria-label="Rooms" aria-busy={!rooms && !failure ? true : undefined}>
      <div className="rooms__head">
        <h2 className="rooms__title">Rooms</h2>
        <SearchField id="room-filter" label="Find a room" query={query} onQuery={setQuery} />
        <p className="rooms__note" role="status">
          {rooms && failure && 'The list could not be refreshed. Trying again.'}
        </p>
      </div>
      <Listed isReady={!!rooms} failure={failure} what="Rooms" rows={6} className="room-list" onRetry={retry}>
        {rooms?.length === 0 ? (
          <NoRooms />
        ) : found.length > 0 ? (
          <RoomList rooms={found} me={user.id} area={area} current={current} />
        ) : (
          <EmptyState small title={`No room matches “${query.trim()}”`}>
            <button className="button button--text" onClick={showAll}>
              Show all rooms
            </button>
          </EmptyState>
        )}
      </Listed>
    </nav>
  );
}

export function RoomNotFound() {
  const { area } = useArea();
  return (
    <div className="sheet messages__none">
      <EmptyState level="h2" icon="compass" title="This room isn't here">
        <p>It was removed, or you are not one of its people.</p>
        <Link className="button" to={`${area}/messages`}>
          Back to rooms
        </Link>
      </EmptyState>
    </div>
  );
}

function NoRoom() {
  const hasNone = useChatStore((chat) => chat.rooms?.length === 0);
  return (
    <div className="sheet messages__none">
      <EmptyState level="h2" icon="messages" title={hasNone ? 'Nothing to read yet' : 'Choose a room'}>
        <p>
          {hasNone
            ? 'Messages show up here once you are in a room.'
            : 'Pick one on the left to read it and to write to the people in it.'}
        </p>
      </EmptyState>
    </div>
  );
}

export function Messages() {
  const { area } = useArea();
  const asked = useParams().room;
  const current = asked && /^\d+$/.test(asked) ? Number(asked) : undefined;
  const name = useChatStore((chat) => chat.rooms?.find((room) => room.id === current)?.name);
  useTitle(name ?? 'Messages');

  const before = useRef(current);
  useEffect(() => {
    useChatStore.setState({ openRoom: current });
    // Where a room is left for the list, its link has the focus next.
    if (before.current && !current && document.activeElement === document.body) {
      document.querySelector<HTMLElement>(`.rooms a[href='${area}/messages/${before.current}']`)?.focus();
    }
    before.current = current;
    return () => useChatStore.setState({ openRoom: undefined });
  }, [area, current]);

  return (
    <div className="messages" data-pane={asked ? 'conversation' : 'rooms'}>
      <h1 className="visually-hidden">Messages</h1>
      <RoomsPane current={current} />
      {!asked ? <NoRoom /> : current === undefined ? <RoomNotFound /> : <OpenRoom key={current} id={current} />}
    </div>
  );
}
