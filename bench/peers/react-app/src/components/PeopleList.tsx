import { memo } from 'react';
import type { User } from '../types';
import { Avatar } from './Avatar';
import { RoleMark } from './badges';

const Person = memo(function Person({ user, isMe }: { user: User; isMe: boolean }) {
  return (
    <li className="person">
      <Avatar user={user} />
      <span className="person__text">
        <span className="person__name">
          <span className="truncate">{user.display_name}</span>
          {isMe && <span className="person__note">(you)</span>}
          {user.is_staff && <RoleMark />}
        </span>
      </span>
    </li>
  );
});

export const PeopleList = ({ people, me, label }: { people: User[]; me: number; label: string }) => (
  <ul className="people-list" role="list" tabIndex={0} aria-label={label}>
    {people.map((user) => (
      <Person key={user.id} user={user} isMe={user.id === me} />
    ))}
  </ul>
);
