//! Parts that know nothing of people, rooms and presence.

pub mod async_list;
pub mod badge;
pub mod empty_state;
pub mod icon;
pub mod load_error;
pub mod logo;
pub mod notice;
pub mod search_field;
pub mod skeleton;
pub mod stat_card;
pub mod text_field;
pub mod theme_choice;
pub mod time_label;
pub mod unreachable;

pub use async_list::AsyncList;
pub use badge::{CountBadge, UnreadBadge};
pub use empty_state::{EmptyState, EmptyStateSize};
pub use icon::Icon;
pub use load_error::LoadError;
pub use logo::{Logo, LogoContent};
pub use notice::{Notice, Severity};
pub use search_field::SearchField;
pub use skeleton::{SkeletonNumber, SkeletonRows};
pub use stat_card::{Stat, StatCard};
pub use text_field::TextField;
pub use theme_choice::ThemeChoice;
pub use time_label::{TimeFormat, TimeLabel};
pub use unreachable::Unreachable;
