// Command rules judges alert rules and queries by the parser and the engine of Prometheus.
//
// It reads a request as JSON from stdin, and writes the answer as JSON. promtool does the same and more, but
// it is compiled from four times as many packages.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/model/rulefmt"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/promql/parser"
)

// Request is what to judge.
type Request struct {
	// Rules is the path of a rule file.
	Rules string
	// Tests are the tests of these rules, in the terms of promtool.
	Tests []Test
	// Queries are expressions to parse.
	Queries []string
}

// Test is what Prometheus has scraped, and the times to look at.
type Test struct {
	Interval string
	Series   []struct{ Series, Values string }
	At       []string
}

// Answer has a part for each part of the request.
type Answer struct {
	// Errors are those of the rule file.
	Errors []string `json:"errors"`
	// Firing has the alerts of each test, at each of its times.
	Firing [][][]Alert `json:"firing"`
	// Queries has the error of each expression, and the metrics that it reads.
	Queries []Query `json:"queries"`
	// Metrics are those that the rules read, sorted.
	Metrics []string `json:"metrics"`
}

// Query is an expression that was parsed.
type Query struct {
	Error   string   `json:"error,omitempty"`
	Metrics []string `json:"metrics"`
}

func main() {
	answer, err := judge()
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(answer)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func judge() (*Answer, error) {
	var request Request
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		return nil, err
	}
	answer := &Answer{Errors: []string{}, Firing: [][][]Alert{}, Queries: []Query{}, Metrics: []string{}}
	p := parser.NewParser(parser.Options{})
	for _, text := range request.Queries {
		answer.Queries = append(answer.Queries, parse(p, text))
	}
	if request.Rules == "" {
		return answer, nil
	}
	groups, errs := rulefmt.ParseFile(request.Rules, false, model.UTF8Validation, p, slog.New(slog.DiscardHandler))
	for _, err := range errs {
		answer.Errors = append(answer.Errors, err.Error())
	}
	if len(errs) > 0 {
		return answer, nil
	}
	metrics := map[string]bool{}
	for _, group := range groups.Groups {
		for _, rule := range group.Rules {
			for _, name := range parse(p, rule.Expr).Metrics {
				metrics[name] = true
			}
		}
	}
	answer.Metrics = slices.Sorted(maps.Keys(metrics))
	engine := promql.NewEngine(promql.EngineOpts{
		MaxSamples: 1e6, Timeout: time.Minute, LookbackDelta: 5 * time.Minute, Parser: p,
	})
	for _, test := range request.Tests {
		firing, err := play(context.Background(), engine, p, groups, test)
		if err != nil {
			return nil, err
		}
		answer.Firing = append(answer.Firing, firing)
	}
	return answer, nil
}

func parse(p parser.Parser, text string) Query {
	expr, err := p.ParseExpr(text)
	if err != nil {
		return Query{Error: err.Error(), Metrics: []string{}}
	}
	metrics := map[string]bool{}
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		if selector, ok := node.(*parser.VectorSelector); ok {
			metrics[nameOf(selector.LabelMatchers)] = true
		}
		return nil
	})
	return Query{Metrics: slices.Sorted(maps.Keys(metrics))}
}

func nameOf(matchers []*labels.Matcher) string {
	for _, matcher := range matchers {
		if matcher.Name == labels.MetricName && matcher.Type == labels.MatchEqual {
			return strings.Clone(matcher.Value)
		}
	}
	return ""
}
