export type Kind =
  | 'offline'
  | 'timeout'
  | 'unauthorised'
  | 'forbidden'
  | 'missing'
  | 'tooMany'
  | 'rejected'
  | 'server'
  | 'malformed'
  | 'interrupted';

const words: Record<Kind, string> = {
  offline: "The server can't be reached.",
  timeout: 'The server took too long to answer.',
  unauthorised: 'Your session has ended.',
  forbidden: 'You are not allowed to do this.',
  missing: 'Not found on the server.',
  tooMany: 'The server asks for fewer requests.',
  rejected: 'The server refused this.',
  server: 'The server has a problem.',
  malformed: "The server's answer could not be read.",
  interrupted: 'This was not sent yet when the page was closed.',
};

export class Failure extends Error {
  constructor(
    readonly kind: Kind,
    message = words[kind],
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  /** Whether the backend may have acted on the request all the same. */
  get isUncertain(): boolean {
    return ['offline', 'timeout', 'server', 'malformed', 'interrupted'].includes(this.kind);
  }
}

const sentence = (text: string): string => {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`;
};

async function refusal(reply: Response): Promise<string | undefined> {
  const body: unknown = await reply.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) return undefined;
  const first = Object.values(body).flat()[0] as unknown;
  return typeof first === 'string' ? sentence(first) : undefined;
}

export async function failureOf(reply: Response): Promise<Failure> {
  const seconds = Number(reply.headers.get('Retry-After') ?? NaN);
  switch (reply.status) {
    case 401:
      return new Failure('unauthorised');
    case 403:
      return new Failure('forbidden');
    case 404:
    case 405:
    case 501:
      return new Failure('missing');
    case 408:
      return new Failure('timeout');
    case 429:
      return new Failure('tooMany', undefined, Number.isFinite(seconds) ? seconds * 1000 : undefined);
    default:
      return reply.status < 500 ? new Failure('rejected', await refusal(reply)) : new Failure('server');
  }
}

export const asFailure = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof DOMException && error.name === 'TimeoutError') return new Failure('timeout');
  return new Failure(error instanceof SyntaxError ? 'malformed' : 'offline');
};
