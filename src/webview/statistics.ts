import './translation';
import { startStatistics } from './statistics/statisticsPage';

startStatistics();
