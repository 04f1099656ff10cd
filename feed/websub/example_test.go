package websub_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"

	"dateline/feed/websub"
)

func ExampleClient_Tell() {
	hub := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Println(r.FormValue("hub.mode"), r.FormValue("hub.url"))
		w.WriteHeader(http.StatusNoContent)
	}))
	defer hub.Close()

	faults := websub.New(websub.Options{}).Tell(context.Background(), []websub.Ping{{Topic: "https://gazette.example/feeds/rss.xml", Hub: hub.URL}})
	fmt.Println(len(faults))
	// Output:
	// publish https://gazette.example/feeds/rss.xml
	// 0
}
