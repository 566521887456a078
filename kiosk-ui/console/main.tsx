/** The console's page: joins link and view. */
import '../theme/index.css';
