export { ErrorBoundary } from './error-boundary.tsx';
export { problemWords, type ProblemWords } from './problem-words.ts';
export { Problem, type ProblemProps } from './problem.tsx';
export { streamProblem } from './stream-problem.ts';
