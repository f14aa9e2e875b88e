import '../base/translation';
import { startComparison } from './comparisonPage';

startComparison();
