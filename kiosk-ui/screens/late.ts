/** Screens that nobody meets in the first second, as one chunk that is fetched after the first paint. */
import '../theme/forms.css';
import '../theme/guidance.css';
import '../theme/hall.css';

export { Carousel } from './hall/carousel.tsx';
export { HowTo } from './how-to/how-to.tsx';
export { PlaceStage } from './place-stage.tsx';
export { QuestionScreen } from './question.tsx';
export { RatingScreen } from './rating/rating.tsx';
