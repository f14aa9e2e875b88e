import '../base/translation';
import { startStatistics } from './statisticsPage';

startStatistics();
