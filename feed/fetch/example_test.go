package fetch_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"dateline/feed/fetch"
)

// Whoever names an address may mean harm: hosts that are not public are asked only where
// that is allowed.
func ExampleClient_Get() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<rss/>") }))
	defer server.Close()

	_, err := fetch.New(fetch.Options{}).Get(context.Background(), server.URL, nil)
	fmt.Println(errors.Is(err, fetch.ErrPrivate))
	answer, err := fetch.New(fetch.Options{Private: true}).Get(context.Background(), server.URL, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(answer.Status, string(answer.Body))
	// Output:
	// true
	// 200 <rss/>
}
