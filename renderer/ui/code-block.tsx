import type { ReactElement } from 'react';

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
  return (
    <div className="ui-kubectl">
      <CodeBlock text={command} label="kubectl command" prompt="$" wraps hasCopy={false} />
      <CopyButton text={command} label="Copy as kubectl" size="normal" />
    </div>
  );
}
