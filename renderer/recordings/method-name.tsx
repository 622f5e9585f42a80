import type { ReactElement } from 'react';

import { InertText } from '../ui/index.ts';
import { classParts } from './flame-graph/frame-names.ts';

/** `Class.method` first, the package faintly behind it: the eye looks for the method. */
export function MethodName(props: {
  readonly className: string;
  readonly method: string;
  readonly line?: number;
}): ReactElement {
  const { className, method, line = 0 } = props;
  const { packageName, type } = classParts(className);
  const isNative = packageName === '' && type.includes('.');
  const call = isNative || type === '' ? method : `${type}.${method}`;
  const origin = isNative ? type : packageName;
  return (
    <span className="method-name" title={`${className === '' ? '' : `${className}.`}${method}`}>
      <span className="method-name-call">
        <InertText text={`${call}${line > 0 ? `:${line}` : ''}`} />
      </span>
      {origin === '' ? undefined : (
        <span className="method-name-package">
          <InertText text={origin} />
        </span>
      )}
    </span>
  );
}
