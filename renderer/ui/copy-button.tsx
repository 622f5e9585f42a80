import type { ReactElement } from 'react';
import { useEffect, useState } from 'react';

import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Check, Copy, TriangleAlert } from './icons.ts';

export interface CopyButtonProps {
  readonly text: string;
  /** `Copy`, `Copy as kubectl`, `Copy path`. */
  readonly label?: string;
  readonly isIconOnly?: boolean;
  readonly size?: 'normal' | 'small';
}

const answerMs = 1_500;

export function CopyButton(props: CopyButtonProps): ReactElement {
  const { text, label = 'Copy', isIconOnly = false, size = 'small' } = props;
  const [answer, setAnswer] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (answer === undefined) return undefined;
    const timer = setTimeout(() => setAnswer(undefined), answerMs);
    return () => clearTimeout(timer);
  }, [answer]);

  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setAnswer('copied'),
      () => setAnswer('failed'),
    );
  };
  const icon = answer === undefined ? Copy : answer === 'copied' ? Check : TriangleAlert;
  const said = answer === undefined ? label : answer === 'copied' ? 'Copied' : 'The clipboard refused it';
  if (isIconOnly) return <IconButton icon={icon} label={said} size={size} onPress={copy} />;
  return (
    <Button icon={icon} size={size} onPress={copy}>
      {said}
    </Button>
  );
}
