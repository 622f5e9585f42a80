import { Component, type ErrorInfo, type ReactNode } from 'react';

import { toAppError, type AppError } from '../../preload/contract/index.ts';
import { CodeBlock } from '../ui/index.ts';
import { Problem } from './problem.tsx';
import './error-boundary.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: AppError | undefined;
  readonly componentStack: string | undefined;
}

const FINE: State = { error: undefined, componentStack: undefined };

/** A fault of ours takes down one part of the window, says so, and can be tried again. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = FINE;

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: toAppError(error) };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    if (typeof componentStack === 'string') this.setState({ componentStack });
  }

  override render(): ReactNode {
    const { error, componentStack } = this.state;
    if (error === undefined) return this.props.children;
    const details = [error.cause instanceof Error ? error.cause.stack : error.stack, componentStack]
      .filter(Boolean)
      .join('\n');
    return (
      <div className="error-page">
        <Problem error={error} onRetry={() => this.setState(FINE)}>
          <p>{this.props.title}</p>
        </Problem>
        {details === '' ? undefined : <CodeBlock text={details} label="Details to report" />}
      </div>
    );
  }
}
