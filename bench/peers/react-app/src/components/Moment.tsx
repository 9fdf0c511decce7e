import { day, fullDate, recent, timeOfDay } from '../lib/time';

const writings = { time: timeOfDay, recent, day };

interface Props {
  time: string | number;
  writing: keyof typeof writings;
  className?: string;
}

export function Moment({ time, writing, className }: Props) {
  const date = new Date(time);
  return (
    <time dateTime={date.toISOString()} title={fullDate(date)} className={className}>
      {writings[writing](date)}
    </time>
  );
}
