export { FetchedPage } from './fetched-page.tsx';
