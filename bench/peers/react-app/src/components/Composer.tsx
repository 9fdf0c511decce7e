import { useEffect, useRef, type FormEvent, type KeyboardEvent } from 'react';
import { setDraft, useConversations } from '../stores/conversations';
import { Icon } from './Icon';

const longestMessage = 10_000;

interface Props {
  room: number;
  placeholder: string;
  takesFocus: boolean;
  onSend: (content: string) => void;
}

export function Composer({ room, placeholder, takesFocus, onSend }: Props) {
  const text = useConversations(({ drafts }) => drafts[room] ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);

  const content = text.trim();
  const over = [...content].length - longestMessage;
  const send = (): void => {
    if (content && over <= 0) {
      onSend(content);
      setDraft(room, '');
    }
    field.current?.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const press = (event: KeyboardEvent): void => {
    // Some browsers say only by the code that an input method has taken the key.
    const isComposing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key !== 'Enter' || event.shiftKey || isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form className="composer" onSubmit={submit}>
      <p className="composer__error" id="composer-error" role="status">
        {over > 0 && `This message is ${over} ${over === 1 ? 'character' : 'characters'} too long to be sent.`}
      </p>
      <div className="composer__box">
        <div className="composer__grow" data-value={text}>
          <textarea
            id="composer-field"
            ref={field}
            rows={1}
            aria-label="Message"
            aria-describedby="composer-error composer-hint"
            placeholder={placeholder}
            dir="auto"
            value={text}
            onChange={(event) => setDraft(room, event.target.value)}
            onKeyDown={press}
          />
        </div>
        <button className="button button--primary">
          <Icon name="send" small />
          Send
        </button>
      </div>
      <p className="composer__hint" id="composer-hint">
        Enter sends, Shift+Enter starts a new line
      </p>
    </form>
  );
}
