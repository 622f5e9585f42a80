export { problemWords, type ProblemWords } from './problem-words.ts';
export { Problem, type ProblemProps } from './problem.tsx';
