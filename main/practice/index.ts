export {
  createPractice,
  forgetPractice,
  practiceKubeconfig,
  type Practice,
  type PracticeOptions,
} from './create-practice.ts';
