import { memo } from 'react';
import { roleOf } from '../lib/people';
import type { User } from '../types';
import { Avatar } from './Avatar';
import { Icon } from './Icon';
import { OnlineStatusIndicator } from './OnlineStatusIndicator';
import { RoleMark } from './badges';

export const columns = ['name', 'role', 'status'] as const;
export type Column = (typeof columns)[number];

export interface Sort {
  column: Column;
  descending: boolean;
}

const Person = memo(function Person({ user }: { user: User }) {
  const role = roleOf(user);
  return (
    <tr>
      <td>
        <div className="people-table__person">
          <Avatar user={user} dot={false} />
          <span className="person__text">
            <span className="person__name">
              <span className="truncate">{user.display_name}</span>
            </span>
            <span className="person__note truncate">
              {user.username} <span className="people-table__role-inline"> · {role}</span>
            </span>
          </span>
        </div>
      </td>
      <td className="people-table__role">{user.is_staff ? <RoleMark /> : role}</td>
      <td>
        <OnlineStatusIndicator userId={user.id} label />
      </td>
    </tr>
  );
});

interface Props {
  people: User[];
  sort: Sort;
  onSort: (column: Column) => void;
  labelledBy: string;
}

export const PeopleTable = ({ people, sort, onSort, labelledBy }: Props) => (
  <table className="people-table" aria-labelledby={labelledBy} tabIndex={0}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={column}
            scope="col"
            className={`people-table__${column}`}
            aria-sort={sort.column !== column ? 'none' : sort.descending ? 'descending' : 'ascending'}
          >
            <button className="people-table__sort" onClick={() => onSort(column)}>
              {column.charAt(0).toUpperCase() + column.slice(1)}
              <Icon name="arrow-up" small />
            </button>
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {people.map((user) => (
        <Person key={user.id} user={user} />
      ))}
    </tbody>
  </table>
);
