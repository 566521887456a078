/** Screens that nobody meets in the first second, as one chunk that is fetched after the first paint. */
export { DatasetScreen } from './dataset/dataset.tsx';
export { GuideScreen } from './guide/guide.tsx';
