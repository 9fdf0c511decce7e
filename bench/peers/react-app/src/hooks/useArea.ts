import { useOutletContext } from 'react-router';
import type { Area, User } from '../types';

/** Which area a page is in, and for whom. */
export const useArea = (): { user: User; area: Area } => useOutletContext();
