export interface User {
  id: number;
  username: string;
  display_name: string;
  is_staff: boolean;
}

export interface Message {
  id: number;
  room: number;
  sender: User;
  content: string;
  timestamp: string;
}

export interface Room {
  id: number;
  name: string;
  participants: User[];
  last_message: Message | null;
  unread_count: number;
}

export type Status = 'online' | 'offline' | 'unknown';

export type Area = '/dashboard' | '/admin';

export const statusLabel: Record<Status, string> = { online: 'Online', offline: 'Offline', unknown: 'Status unknown' };
