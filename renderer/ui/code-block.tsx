import type { ReactElement } from 'react';
import { Fragment } from 'react';

import { showControlCharacters } from './control-pictures.ts';
import { CopyButton } from './copy-button.tsx';
import './code-block.css';

export interface CodeBlockProps {
  readonly text: string;
  readonly label?: string;
  readonly wraps?: boolean;
  /** Put before the text and never copied: `$`. */
  readonly prompt?: string;
  readonly hasCopy?: boolean;
}

/** The text is shown inert and copied as it is. */
export function CodeBlock({ text, label, wraps = false, prompt, hasCopy = true }: CodeBlockProps): ReactElement {
  return (
    <div className="ui-code" {...(wraps ? { 'data-wraps': '' } : {})}>
      <pre tabIndex={0} aria-label={label ?? 'Code'}>
        {prompt === undefined ? undefined : <span className="ui-code-prompt">{prompt} </span>}
        <code>{showControlCharacters(text)}</code>
      </pre>
      {hasCopy ? (
        <span className="ui-code-copy">
          <CopyButton text={text} isIconOnly />
        </span>
      ) : undefined}
    </div>
  );
}

export interface KubectlLineProps {
  /** The whole command, quoted for a shell by whoever wrote it. */
  readonly command: string;
}

/** What was, or will be done, as a line for a shell. */
export function KubectlLine({ command }: KubectlLineProps): ReactElement {
  const words = showControlCharacters(command).split(' ');
  return (
    <div className="ui-kubectl">
      <div className="ui-code">
        <pre tabIndex={0} aria-label="kubectl command">
          <span className="ui-code-prompt">$ </span>
          <code>
            {words.map((word, index) => (
              <Fragment key={index}>
                {index === 0 ? '' : ' '}
                <span className="ui-kubectl-word">{word}</span>
              </Fragment>
            ))}
          </code>
        </pre>
      </div>
      <CopyButton text={command} label="Copy as kubectl" size="normal" />
    </div>
  );
}
