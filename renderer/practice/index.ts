export { PracticeFaults } from './practice-faults.tsx';
export { PracticeOffer } from './practice-offer.tsx';
export { PracticeRailItem } from './practice-rail-item.tsx';
export { PracticeProvider } from './practice-provider.tsx';
