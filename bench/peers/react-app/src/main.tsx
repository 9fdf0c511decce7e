import { createRoot } from 'react-dom/client';
import { App } from './App';
import { restore, useSession } from './stores/session';

// Before the first render: nothing on the page is needed for it.
if (useSession.getState().restoring) void restore();

createRoot(document.getElementById('root')!).render(<App />);
