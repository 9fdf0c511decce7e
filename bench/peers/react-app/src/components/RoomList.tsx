import { memo } from 'react';
import { Link } from 'react-router';
import { facesOf, preview } from '../lib/rooms';
import { useConversation } from '../stores/conversations';
import type { Area, Room } from '../types';
import { Avatar } from './Avatar';
import { Moment } from './Moment';
import { UnreadBadge } from './badges';

interface ItemProps {
  room: Room;
  me: number;
  area: Area;
  isCurrent: boolean;
}

const RoomItem = memo(function RoomItem({ room, me, area, isCurrent }: ItemProps) {
  const { unsent } = useConversation(room.id);
  const faces = facesOf(room, me);
  // What arrives in the open room is being read.
  const unread = isCurrent ? 0 : room.unread_count;
  return (
    <li>
      <Link
        className={unread ? 'room room--unread' : 'room'}
        to={`${area}/messages/${room.id}`}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <span className="room__name truncate" dir="auto">
          {room.name}
        </span>
        <span className={faces.length === 2 ? 'room__faces avatar-pair' : 'room__faces'}>
          {faces.map((user) => (
            <Avatar
              key={user.id}
              user={user}
              size={faces.length === 2 ? 'tiny' : undefined}
              named={user.display_name !== room.name}
            />
          ))}
        </span>
        {room.last_message && <Moment time={room.last_message.timestamp} writing="recent" className="room__time" />}
        <span className="room__preview truncate" dir="auto">
          {preview(room, me, unsent)}
        </span>
        <UnreadBadge count={unread} className="room__badge" />
      </Link>
    </li>
  );
});

interface Props {
  rooms: Room[];
  me: number;
  area: Area;
  current?: number;
}

export const RoomList = ({ rooms, me, area, current }: Props) => (
  <ul className="room-list" role="list">
    {rooms.map((room) => (
      <RoomItem key={room.id} room={room} me={me} area={area} isCurrent={room.id === current} />
    ))}
  </ul>
);
