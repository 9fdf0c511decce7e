import { useEffect } from 'react';
import { totalUnread } from '../lib/rooms';
import { useChatStore } from '../stores/chat';

export const useUnread = (): number => useChatStore(({ rooms, openRoom }) => totalUnread(rooms, openRoom));

export function useTitle(page: string): void {
  const unread = useUnread();
  useEffect(() => {
    document.title = `${unread ? `(${unread}) ` : ''}${page} · leptos-presence`;
  }, [page, unread]);
}
