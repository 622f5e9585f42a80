export { JavaTab } from './java-tab.tsx';
