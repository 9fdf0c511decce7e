import type { InputHTMLAttributes } from 'react';
import { setTheme, themes, useTheme } from '../stores/theme';
import { Icon } from './Icon';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  name: string;
  errorId?: string;
}

export const TextField = ({ label, name, errorId, ...rest }: TextFieldProps) => (
  <div className="field">
    <label className="field__label" htmlFor={name}>
      {label}
    </label>
    <input
      className="field__input"
      id={name}
      name={name}
      autoCapitalize="none"
      spellCheck={false}
      required
      aria-invalid={errorId ? true : undefined}
      aria-describedby={errorId}
      {...rest}
    />
  </div>
);

interface SearchFieldProps {
  id: string;
  label: string;
  query: string;
  onQuery: (query: string) => void;
  className?: string;
}

export const SearchField = ({ id, label, query, onQuery, className }: SearchFieldProps) => (
  <div className={className ? `search-field ${className}` : 'search-field'}>
    <Icon name="search" small />
    <input
      className="field__input"
      id={id}
      type="search"
      placeholder={label}
      aria-label={label}
      autoComplete="off"
      value={query}
      onChange={(event) => onQuery(event.target.value)}
    />
  </div>
);

export function ThemeChoice() {
  const theme = useTheme((state) => state.theme);
  return (
    <fieldset className="theme-choice">
      <legend>Theme</legend>
      <div className="theme-choice__options">
        {themes.map(([value, label]) => (
          <label className="theme-choice__option" key={value}>
            <input type="radio" name="theme" value={value} checked={theme === value} onChange={() => setTheme(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
