package main

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/model/timestamp"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/template"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
	"github.com/prometheus/prometheus/util/annotations"
)

// Alert is one that fires.
type Alert struct {
	Name        string            `json:"name"`
	Labels      map[string]string `json:"labels"`
	Annotations map[string]string `json:"annotations"`
}

// start is when the first sample of every series was scraped.
var start = time.Unix(0, 0).UTC()

// play evaluates the rules at each interval, as Prometheus does, up to the last time that is asked for.
func play(ctx context.Context, engine *promql.Engine, p parser.Parser, groups *rulefmt.RuleGroups, test Test) ([][]Alert, error) {
	interval, err := model.ParseDuration(test.Interval)
	if err != nil {
		return nil, err
	}
	series, err := scraped(p, test, time.Duration(interval))
	if err != nil {
		return nil, err
	}
	// since when the result of a rule has a series
	active := map[string]time.Time{}
	firing := [][]Alert{}
	now := start
	for _, text := range test.At {
		at, err := model.ParseDuration(text)
		if err != nil {
			return nil, err
		}
		alerts := []Alert{}
		for end := start.Add(time.Duration(at)); !now.After(end); now = now.Add(time.Duration(interval)) {
			if alerts, err = evaluate(ctx, engine, series, groups, active, now); err != nil {
				return nil, err
			}
		}
		firing = append(firing, alerts)
	}
	return firing, nil
}

// evaluate gives the alerts that fire now. An alert fires when its rule has had the same series for the time of `for`.
func evaluate(
	ctx context.Context, engine *promql.Engine, series scrapes, groups *rulefmt.RuleGroups, active map[string]time.Time, now time.Time,
) ([]Alert, error) {
	alerts := []Alert{}
	seen := map[string]bool{}
	for _, group := range groups.Groups {
		for _, rule := range group.Rules {
			query, err := engine.NewInstantQuery(ctx, series, nil, rule.Expr, now)
			if err != nil {
				return nil, err
			}
			result := query.Exec(ctx)
			vector, err := result.Vector()
			if err != nil {
				return nil, fmt.Errorf("%s: %w", rule.Alert, err)
			}
			for _, sample := range vector {
				key := rule.Alert + sample.Metric.String()
				seen[key] = true
				if _, ok := active[key]; !ok {
					active[key] = now
				}
				if now.Sub(active[key]) >= time.Duration(rule.For) {
					alert, err := written(ctx, rule, sample, now)
					if err != nil {
						return nil, err
					}
					alerts = append(alerts, alert)
				}
			}
		}
	}
	maps.DeleteFunc(active, func(key string, _ time.Time) bool { return !seen[key] })
	return alerts, nil
}

// written is the alert with its texts.
func written(ctx context.Context, rule rulefmt.Rule, sample promql.Sample, now time.Time) (Alert, error) {
	found := sample.Metric.Map()
	data := template.AlertTemplateData(found, nil, "", sample)
	expand := func(text string) (string, error) {
		text = "{{$labels := .Labels}}{{$value := .Value}}" + text
		return template.NewTemplateExpander(
			ctx, text, rule.Alert, data, model.Time(timestamp.FromTime(now)), nil, &url.URL{}, nil,
		).Expand()
	}
	alert := Alert{Name: rule.Alert, Labels: found, Annotations: map[string]string{}}
	delete(alert.Labels, labels.MetricName)
	for _, part := range []struct{ from, into map[string]string }{{rule.Labels, alert.Labels}, {rule.Annotations, alert.Annotations}} {
		for name, text := range part.from {
			value, err := expand(text)
			if err != nil {
				return alert, err
			}
			part.into[name] = value
		}
	}
	return alert, nil
}

// scrapes are all series of a test.
type scrapes []storage.Series

func scraped(p parser.Parser, test Test, interval time.Duration) (scrapes, error) {
	var all scrapes
	for _, each := range test.Series {
		name, values, err := p.ParseSeriesDesc(each.Series + " " + each.Values)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", each.Series, err)
		}
		var samples []chunks.Sample
		for index, value := range values {
			if !value.Omitted {
				samples = append(samples, point{t: timestamp.FromTime(start.Add(time.Duration(index) * interval)), v: value.Value})
			}
		}
		all = append(all, storage.NewListSeries(name, samples))
	}
	return all, nil
}

func (s scrapes) Querier(_, _ int64) (storage.Querier, error) {
	return &storage.MockQuerier{SelectMockFunction: func(_ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
		found := &set{}
		for _, series := range s {
			if matches(series.Labels(), matchers) {
				found.series = append(found.series, series)
			}
		}
		return found
	}}, nil
}

func matches(name labels.Labels, matchers []*labels.Matcher) bool {
	for _, matcher := range matchers {
		if !matcher.Matches(name.Get(matcher.Name)) {
			return false
		}
	}
	return true
}

// set goes through the series that a selector has found.
type set struct {
	series []storage.Series
	next   int
}

func (s *set) Next() bool                        { s.next++; return s.next <= len(s.series) }
func (s *set) At() storage.Series                { return s.series[s.next-1] }
func (s *set) Err() error                        { return nil }
func (s *set) Warnings() annotations.Annotations { return nil }

// point is a sample that is no histogram.
type point struct {
	t int64
	v float64
}

func (p point) T() int64                    { return p.t }
func (point) ST() int64                     { return 0 }
func (p point) F() float64                  { return p.v }
func (point) H() *histogram.Histogram       { return nil }
func (point) FH() *histogram.FloatHistogram { return nil }
func (point) Type() chunkenc.ValueType      { return chunkenc.ValFloat }
func (p point) Copy() chunks.Sample         { return p }
