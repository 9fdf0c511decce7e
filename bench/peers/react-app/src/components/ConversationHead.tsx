import { Link } from 'react-router';
import { statusOf, useChatStore } from '../stores/chat';
import type { Area, User } from '../types';
import { Avatar } from './Avatar';
import { Icon } from './Icon';
import { Skeleton } from './Listed';
import { OnlineStatusIndicator } from './OnlineStatusIndicator';
import { PeopleList } from './PeopleList';

/** So many faces are on the button. */
const faces = 4;

function useAttendance(others: User[]): string {
  return useChatStore((chat) => {
    if (chat.freshness === 'stale') return 'Status unknown';
    if (chat.freshness === 'pending') return others.length === 1 ? '1 person' : `${others.length} people`;
    const online = others.filter((user) => statusOf(chat, user.id) === 'online').length;
    return `${online} of ${others.length} online`;
  });
}

function RoomPeople({ others, me }: { others: User[]; me: number }) {
  return (
    <>
      <button className="button button--quiet conversation__people" popoverTarget="room-people">
        <span className="avatar-stack">
          {others.slice(0, faces).map((user) => (
            <Avatar key={user.id} user={user} size="tiny" named />
          ))}
        </span>
        {useAttendance(others)}
        <Icon name="chevron-down" small />
      </button>
      <div className="popover conversation__popover" id="room-people" popover="auto">
        <PeopleList people={others} me={me} label="People in this room" />
      </div>
    </>
  );
}

interface Props {
  /** Not there while it is on its way. */
  name?: string;
  others?: User[];
  me: number;
  area: Area;
}

export const ConversationHead = ({ name, others, me, area }: Props) => (
  <header className="conversation__head">
    <Link
      className="button button--quiet button--icon conversation__back"
      to={`${area}/messages`}
      aria-label="Back to rooms"
    >
      <Icon name="arrow-left" />
    </Link>
    <div className="conversation__title">
      <h2 id="room-title" className="truncate" dir="auto" tabIndex={-1}>
        {name ?? (
          <>
            <span className="visually-hidden">Room</span>
            <Skeleton w="9rem" />
          </>
        )}
      </h2>
      {others?.length === 1 && <OnlineStatusIndicator userId={others[0]!.id} label />}
      {others?.length === 0 && <p className="conversation__sub">Nobody else is in this room.</p>}
    </div>
    {others && others.length > 1 && <RoomPeople others={others} me={me} />}
  </header>
);
