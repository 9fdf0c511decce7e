export const UnreadBadge = ({ count, className }: { count: number; className?: string }) =>
  count > 0 && (
    <span className={className ? `badge ${className}` : 'badge'}>
      {count > 99 ? '99+' : count} <span className="visually-hidden"> unread</span>
    </span>
  );

export const CountBadge = ({ count }: { count: number | undefined }) =>
  count !== undefined && <span className="badge badge--quiet">{count}</span>;

export const RoleMark = () => <span className="role-mark">Staff</span>;
