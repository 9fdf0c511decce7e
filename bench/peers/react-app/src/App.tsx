import { BrowserRouter, Route, Routes } from 'react-router';
import { AreaLayout } from './layouts/AreaLayout';
import { MainFocus, RestoreGate } from './layouts/RestoreGate';
import { AdminHome } from './pages/AdminHome';
import { DashboardHome } from './pages/DashboardHome';
import { Login } from './pages/Login';
import { Messages } from './pages/Messages';
import { NotFound, OwnHome } from './pages/NotFound';

export const App = () => (
  <BrowserRouter>
    <MainFocus />
    <RestoreGate>
      <Routes>
        <Route index element={<OwnHome />} />
        <Route path="login" element={<Login />} />
        <Route path="dashboard" element={<AreaLayout area="/dashboard" />}>
          <Route index element={<DashboardHome />} />
          <Route path="messages/:room?" element={<Messages />} />
        </Route>
        <Route path="admin" element={<AreaLayout area="/admin" />}>
          <Route index element={<AdminHome />} />
          <Route path="messages/:room?" element={<Messages />} />
        </Route>
        <Route path="*" element={<NotFound />} />
      </Routes>
    </RestoreGate>
  </BrowserRouter>
);
