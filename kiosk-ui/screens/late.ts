/** Screens that nobody meets in the first second, as one chunk that is fetched after the first paint. */
import '../theme/forms.css';
import '../theme/hall.css';

export { Carousel } from './hall/carousel.tsx';
export { DatasetScreen } from './dataset/dataset.tsx';
export { FormScreen } from './form.tsx';
export { GuideScreen } from './guide/guide.tsx';
export { LoanScreen } from './loan/loan.tsx';
export { MapScreen } from './hall/map.tsx';
export { NoticeScreen } from './hall/notice.tsx';
export { QuestionScreen } from './question.tsx';
export { RatingScreen } from './rating/rating.tsx';
export { SearchScreen } from './search.tsx';
export { ShelfScreen } from './hall/shelf.tsx';
export { SpotScreen } from './hall/spot.tsx';
export { ThemeScreen } from './theme.tsx';
export { UnconnectedScreen } from './unconnected.tsx';
