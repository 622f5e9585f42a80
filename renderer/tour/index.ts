export { TourGuide } from './tour-guide.tsx';
